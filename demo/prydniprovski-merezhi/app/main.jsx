// The cabinet page's part that React makes. The widgets themselves are loaded by the script tag of the page, as everywhere: React only
// puts their tags where they belong, listens to their events, and passes attributes. Objects, such as a service of one's own, would have
// to wait until a tag is defined (docs: React); attributes do not.

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const PHONE = '0 800 000 200';

/** What this part of the page says; the widgets bring their own words. */
const WORDS = {
  uk: {
    sections: 'Розділи кабінету',
    readings: 'Показання',
    tariff: 'Тариф',
    payments: 'Оплати',
    meter: 'Лічильник',
    loading: 'Ще завантажується. Якщо не з’явиться, зателефонуйте:',
    thanks: 'Дякуємо, що передаєте показання щомісяця.',
  },
  ru: {
    sections: 'Разделы кабинета',
    readings: 'Показания',
    tariff: 'Тариф',
    payments: 'Оплаты',
    meter: 'Счётчик',
    loading: 'Ещё загружается. Если не появится, позвоните:',
    thanks: 'Спасибо, что передаёте показания ежемесячно.',
  },
  en: {
    sections: 'The cabinet’s sections',
    readings: 'Readings',
    tariff: 'Tariff',
    payments: 'Payments',
    meter: 'Meter',
    loading: 'Still loading. If it does not appear, call:',
    thanks: 'Thank you for handing in a reading every month.',
  },
};

/** The language that is chosen in the page's head. */
function useLanguage() {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener('site-language-changed', changed);
      return () => document.removeEventListener('site-language-changed', changed);
    },
    () => document.documentElement.lang,
  );
}

/** What shows until the widget is there, and whenever it cannot be. */
function Meanwhile({ words }) {
  return (
    <p>
      {words.loading}{' '}
      <a className="phone" href="tel:0800000200">
        {PHONE}
      </a>
    </p>
  );
}

const SECTIONS = [
  { id: 'peredaty', name: 'readings' },
  { id: 'taryf', name: 'tariff' },
  { id: 'oplaty', name: 'payments' },
  { id: 'lichylnyk', name: 'meter' },
];

/**
 * An attribute without a value: React would set the property of the same name where the tag is defined already, and an empty text there
 * says nothing.
 */
const askForAccount = (element) => element?.setAttribute('account', '');

/** What the site itself says once a reading is in: the widget's event carries no personal data, and none is needed. */
function Thanks({ count, words }) {
  if (count === 0) return null;
  return (
    <p className="card" role="status">
      {words.thanks}
    </p>
  );
}

function Cabinet() {
  const lang = useLanguage();
  const words = WORDS[lang] ?? WORDS.uk;
  const [accepted, setAccepted] = useState(0);
  const work = useRef(null);

  // Widgets' events bubble to whatever stands around them, so one listener serves all.
  useEffect(() => {
    const element = work.current;
    const count = () => setAccepted((before) => before + 1);
    element.addEventListener('kabinet-reading-accepted', count);
    return () => element.removeEventListener('kabinet-reading-accepted', count);
  }, []);

  return (
    <>
      <nav className="sections" aria-label={words.sections}>
        {SECTIONS.map(({ id, name }) => (
          <a key={id} href={`#${id}`}>
            {words[name]}
          </a>
        ))}
      </nav>
      <div className="cabinet">
        <div className="stack money">
          <kabinet-balance-card lang={lang} reading-url="#peredaty">
            <Meanwhile words={words} />
          </kabinet-balance-card>
          <kabinet-payment-button lang={lang}>
            <Meanwhile words={words} />
          </kabinet-payment-button>
          <kabinet-link-account lang={lang}>
            <Meanwhile words={words} />
          </kabinet-link-account>
        </div>
        <div className="stack work" ref={work}>
          <kabinet-reading-form id="peredaty" lang={lang} with-outbox="">
            <Meanwhile words={words} />
          </kabinet-reading-form>
          <Thanks count={accepted} words={words} />
          <kabinet-tariff-lookup id="taryf" lang={lang} ref={askForAccount}>
            <Meanwhile words={words} />
          </kabinet-tariff-lookup>
          <kabinet-payment-history id="oplaty" lang={lang}>
            <Meanwhile words={words} />
          </kabinet-payment-history>
          <kabinet-receipt lang={lang}>
            <Meanwhile words={words} />
          </kabinet-receipt>
        </div>
        <div className="stack rest">
          <kabinet-payment-plan lang={lang}>
            <Meanwhile words={words} />
          </kabinet-payment-plan>
          <kabinet-meter-card id="lichylnyk" lang={lang} with-history="">
            <Meanwhile words={words} />
          </kabinet-meter-card>
        </div>
      </div>
    </>
  );
}

// At once, so that nothing that stands below moves when the cabinet comes.
flushSync(() => createRoot(document.getElementById('cabinet')).render(<Cabinet />));
