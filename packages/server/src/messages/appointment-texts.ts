import type { LocalizedText } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import type { PageLanguage } from '../words/languages.js';
import { atHourUk } from '../words/moments.js';
import type { MessageText } from './texts.js';

/** A day and a time of it by the supplier's clocks: `14:05`. */
export interface AppointmentMoment {
  readonly on: CalendarDate;
  readonly at: string;
}

interface AppointmentTold extends AppointmentMoment {
  readonly number: string;
  readonly name: LocalizedText;
  readonly address: LocalizedText;
}

/** What messages about appointments tell of. */
export interface AppointmentMessageFacts {
  /** A place became free and is held for who waits. */
  appointment_offered: { readonly appointment: AppointmentTold; readonly until: AppointmentMoment };
  appointment_reminder: { readonly appointment: AppointmentTold };
  /** The supplier cannot receive them: why in its own words, and when it can. */
  appointment_called_off: {
    readonly appointment: AppointmentTold;
    readonly reason: string;
    readonly nextFree: readonly AppointmentMoment[];
  };
}

/** Why there is no reception on a day that the supplier named as a holiday after somebody had booked it. */
export const holidayReason: Readonly<Record<PageLanguage, string>> = {
  uk: 'Цей день став вихідним.',
  ru: 'Этот день стал выходным.',
  en: 'We are closed on that day.',
};

type AppointmentTexts = {
  readonly [P in keyof AppointmentMessageFacts]: (facts: AppointmentMessageFacts[P]) => MessageText;
};

function dayOf(date: CalendarDate, language: PageLanguage): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

function inLanguage(text: LocalizedText, language: PageLanguage): string {
  return text[language] ?? Object.values(text)[0] ?? '';
}

const uk = (() => {
  const moment = ({ on, at }: AppointmentMoment) => `${dayOf(on, 'uk')} ${atHourUk(at)}`;
  const where = ({ name, address }: AppointmentTold) => `${inLanguage(name, 'uk')}, ${inLanguage(address, 'uk')}`;
  return {
    appointment_offered: ({ appointment, until }) => ({
      sms: `Є місце на прийом ${moment(appointment)}. Чекаємо до ${until.at} ${dayOf(until.on, 'uk')}`,
      subject: `Звільнилося місце на прийом ${moment(appointment)}`,
      body: `Ви стояли в черзі, і для вас звільнилося місце: ${moment(appointment)}.\n${where(appointment)}.\n\nМи тримаємо його для вас до ${until.at} ${dayOf(until.on, 'uk')}. Підтвердьте запис у кабінеті. Якщо цей час вам не підходить, відмовтеся там же, і місце дістанеться наступному.`,
    }),
    appointment_reminder: ({ appointment }) => ({
      sms: `Нагадуємо: прийом ${moment(appointment)}, номер ${appointment.number}`,
      subject: `Нагадуємо про прийом ${moment(appointment)}`,
      body: `Ви записані на прийом ${moment(appointment)}, номер запису ${appointment.number}.\n${where(appointment)}.\n\nЯкщо не зможете прийти, перенесіть або скасуйте запис у кабінеті: на це місце чекають інші.`,
    }),
    appointment_called_off: ({ appointment, reason, nextFree }) => ({
      sms: `Прийому ${moment(appointment)} не буде. Оберіть інший час у кабінеті`,
      subject: `Прийому ${moment(appointment)} не буде`,
      body: `Прийом ${moment(appointment)} скасовано, номер запису ${appointment.number}.\n${where(appointment)}.\n\n${reason}\n\n${nextFree.length > 0 ? `Найближчий вільний час:\n${nextFree.map(moment).join('\n')}\n\n` : ''}Оберіть зручний час у кабінеті. Вибачте за незручності.`,
    }),
  } satisfies AppointmentTexts;
})();

const ru = (() => {
  const moment = ({ on, at }: AppointmentMoment) => `${dayOf(on, 'ru')} в ${at}`;
  const where = ({ name, address }: AppointmentTold) => `${inLanguage(name, 'ru')}, ${inLanguage(address, 'ru')}`;
  return {
    appointment_offered: ({ appointment, until }) => ({
      sms: `Есть место на приём ${moment(appointment)}. Держим до ${until.at} ${dayOf(until.on, 'ru')}`,
      subject: `Освободилось место на приём ${moment(appointment)}`,
      body: `Вы стояли в очереди, и для вас освободилось место: ${moment(appointment)}.\n${where(appointment)}.\n\nМы держим его для вас до ${until.at} ${dayOf(until.on, 'ru')}. Подтвердите запись в кабинете. Если это время вам не подходит, откажитесь там же, и место достанется следующему.`,
    }),
    appointment_reminder: ({ appointment }) => ({
      sms: `Напоминаем: приём ${moment(appointment)}, номер ${appointment.number}`,
      subject: `Напоминаем о приёме ${moment(appointment)}`,
      body: `Вы записаны на приём ${moment(appointment)}, номер записи ${appointment.number}.\n${where(appointment)}.\n\nЕсли не сможете прийти, перенесите или отмените запись в кабинете: это место ждут другие.`,
    }),
    appointment_called_off: ({ appointment, reason, nextFree }) => ({
      sms: `Приёма ${moment(appointment)} не будет. Выберите другое время в кабинете`,
      subject: `Приёма ${moment(appointment)} не будет`,
      body: `Приём ${moment(appointment)} отменён, номер записи ${appointment.number}.\n${where(appointment)}.\n\n${reason}\n\n${nextFree.length > 0 ? `Ближайшее свободное время:\n${nextFree.map(moment).join('\n')}\n\n` : ''}Выберите удобное время в кабинете. Извините за неудобства.`,
    }),
  } satisfies AppointmentTexts;
})();

const en = (() => {
  const moment = ({ on, at }: AppointmentMoment) => `on ${dayOf(on, 'en')} at ${at}`;
  const where = ({ name, address }: AppointmentTold) => `${inLanguage(name, 'en')}, ${inLanguage(address, 'en')}`;
  return {
    appointment_offered: ({ appointment, until }) => ({
      sms: `A place ${moment(appointment)} is yours till ${until.at}, ${dayOf(until.on, 'en')}`,
      subject: `A place became free ${moment(appointment)}`,
      body: `You were waiting, and a place became free for you ${moment(appointment)}.\n${where(appointment)}.\n\nWe hold it for you until ${until.at} on ${dayOf(until.on, 'en')}. Confirm it in your account. If the time does not suit you, let it go there, and the next person will have it.`,
    }),
    appointment_reminder: ({ appointment }) => ({
      sms: `Reminder: appointment ${moment(appointment)}, number ${appointment.number}`,
      subject: `Your appointment ${moment(appointment)}`,
      body: `You have an appointment ${moment(appointment)}, number ${appointment.number}.\n${where(appointment)}.\n\nIf you cannot come, move or cancel it in your account: others are waiting for the place.`,
    }),
    appointment_called_off: ({ appointment, reason, nextFree }) => ({
      sms: `Called off: ${moment(appointment)}. Choose another in your account`,
      subject: `Your appointment ${moment(appointment)} cannot take place`,
      body: `Your appointment ${moment(appointment)}, number ${appointment.number}, was called off.\n${where(appointment)}.\n\n${reason}\n\n${nextFree.length > 0 ? `The next free times:\n${nextFree.map(moment).join('\n')}\n\n` : ''}Choose a time that suits you in your account. We are sorry for the trouble.`,
    }),
  } satisfies AppointmentTexts;
})();

export const appointmentTexts: Readonly<Record<PageLanguage, AppointmentTexts>> = { uk, ru, en };
