import type { LocalizedText } from '@kabinet/api/contract';
import { PHONE, type SampleKind, type SampleTerm } from './appeal-kinds.js';
import { texts } from './tariffs.js';

/** An application to be connected to the network: of gas in cubic metres an hour, or of electricity in kilowatts. */
export function connectionKind(
  service: 'gas' | 'electricity',
  { network, term }: { network: LocalizedText; term: SampleTerm },
): SampleKind {
  const isGas = service === 'gas';
  return {
    id: 'technical-connection',
    group: 'application',
    name: isGas
      ? texts('Підключити до газової мережі', 'Подключить к газовой сети', 'Connect to the gas network')
      : texts('Підключити до електромережі', 'Подключить к электросети', 'Connect to the power network'),
    intro: texts(
      'Для будинку, дачі чи приміщення, де мережі ще немає. Після заяви надішлемо технічні умови й ціну.',
      'Для дома, дачи или помещения, где сети ещё нет. После заявления пришлём технические условия и цену.',
      'For a house, a dacha or premises not connected yet. We then send you the technical conditions and the price.',
    ),
    department: network,
    term,
    account: 'none',
    text: { label: texts('Що ще важливо', 'Что ещё важно', 'What else matters'), isRequired: false, maxLength: 1000 },
    fields: [
      {
        name: 'object',
        type: 'choice',
        label: texts('Що підключити', 'Что подключить', 'What to connect'),
        isRequired: true,
        options: [
          { value: 'house', label: texts('Житловий будинок', 'Жилой дом', 'A house') },
          { value: 'dacha', label: texts('Дача', 'Дача', 'A dacha') },
          { value: 'flat', label: texts('Квартиру', 'Квартиру', 'A flat') },
          { value: 'business', label: texts('Приміщення для бізнесу', 'Помещение для бизнеса', 'Business premises') },
        ],
      },
      {
        name: 'address',
        type: 'address',
        label: texts('Адреса об’єкта', 'Адрес объекта', 'Its address'),
        hint: texts(
          'Без номера будинку напишіть кадастровий номер ділянки',
          'Без номера дома напишите кадастровый номер участка',
          'Without a house number give the cadastral number of the plot',
        ),
        isRequired: true,
      },
      {
        name: 'purpose',
        type: 'choice',
        label: texts('Для чого', 'Для чего', 'What for'),
        isRequired: true,
        options: [
          ...(isGas ? [{ value: 'cooking', label: texts('Готувати', 'Готовить', 'Cooking') }] : []),
          {
            value: 'household',
            label: isGas
              ? texts('Готувати й гріти воду', 'Готовить и греть воду', 'Cooking and hot water')
              : texts('Побут', 'Быт', 'Household'),
          },
          { value: 'heating', label: texts('Також опалення', 'Также отопление', 'Heating too') },
          { value: 'business', label: texts('Для бізнесу', 'Для бизнеса', 'Business') },
        ],
      },
      {
        name: 'load',
        type: 'number',
        label: isGas
          ? texts('Найбільша витрата', 'Наибольший расход', 'The most used at once')
          : texts('Потужність', 'Мощность', 'Load'),
        hint: isGas
          ? texts(
              'Сума за паспортами плити, котла й колонки',
              'Сумма по паспортам плиты, котла и колонки',
              'The sum of what stove, boiler and water heater take',
            )
          : texts('Квартирі зазвичай вистачає 7 кВт', 'Квартире обычно хватает 7 кВт', 'A flat mostly needs 7 kW'),
        unit: isGas ? texts('м³ за годину', 'м³ в час', 'm³ an hour') : texts('кВт', 'кВт', 'kW'),
        isRequired: true,
        atLeast: '0.1',
        atMost: isGas ? '1000' : '5000',
      },
      PHONE,
      {
        name: 'truth',
        type: 'yes',
        label: texts(
          'Підтверджую, що об’єкт належить мені або я маю довіреність',
          'Подтверждаю, что объект принадлежит мне или у меня есть доверенность',
          'I own it, or have the owner’s power of attorney',
        ),
        isRequired: true,
      },
    ],
    files: {
      atLeast: 1,
      hint: texts(
        'Документ про право на будинок чи землю, план ділянки; PDF або фото',
        'Документ о праве на дом или землю, план участка; PDF или фото',
        'The title to the house or the land, a plan of the plot; PDF or photos',
      ),
    },
    takesGuests: true,
  };
}
