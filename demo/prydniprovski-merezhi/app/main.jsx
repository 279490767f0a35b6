// The cabinet page's part that React makes. The widgets themselves are loaded by the script tag of the page, as everywhere: React only
// puts their tags where they belong, listens to their events, and passes attributes. Objects, such as a service of one's own, would have
// to wait until a tag is defined (docs: React); attributes do not.

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const PHONE = '0 800 000 200';

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
function Meanwhile({ what }) {
  return (
    <p lang="uk">
      {what}{' '}
      <a className="phone" href="tel:0800000200">
        {PHONE}
      </a>
    </p>
  );
}

const SECTIONS = [
  { id: 'peredaty', name: 'Показання' },
  { id: 'taryf', name: 'Тариф' },
  { id: 'oplaty', name: 'Оплати' },
  { id: 'lichylnyk', name: 'Лічильник' },
];

/**
 * An attribute without a value: React would set the property of the same name where the tag is defined already, and an empty text there
 * says nothing.
 */
const askForAccount = (element) => element?.setAttribute('account', '');

/** What the site itself says once a reading is in: the widget's event carries no personal data, and none is needed. */
function Thanks({ count }) {
  if (count === 0) return null;
  return (
    <p className="card" role="status" lang="uk">
      Дякуємо, що передаєте показання щомісяця.
    </p>
  );
}

function Cabinet() {
  const lang = useLanguage();
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
      <nav className="sections" aria-label="Розділи кабінету" lang="uk">
        {SECTIONS.map(({ id, name }) => (
          <a key={id} href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
      <div className="cabinet">
        <div className="stack money">
          <kabinet-balance-card lang={lang} reading-url="#peredaty">
            <Meanwhile what="Сальдо ще завантажується. Якщо воно не з’явиться, зателефонуйте:" />
          </kabinet-balance-card>
          <kabinet-payment-button lang={lang}>
            <Meanwhile what="Кнопка оплати ще завантажується. Якщо вона не з’явиться, зателефонуйте:" />
          </kabinet-payment-button>
          <kabinet-link-account lang={lang}>
            <Meanwhile what="Список ваших рахунків ще завантажується." />
          </kabinet-link-account>
        </div>
        <div className="stack work" ref={work}>
          <kabinet-reading-form id="peredaty" lang={lang} with-outbox="">
            <Meanwhile what="Форма показань ще завантажується. Якщо вона не з’явиться, зателефонуйте:" />
          </kabinet-reading-form>
          <Thanks count={accepted} />
          <kabinet-tariff-lookup id="taryf" lang={lang} ref={askForAccount}>
            <Meanwhile what="Ваш тариф ще завантажується. Його підкажуть за телефоном:" />
          </kabinet-tariff-lookup>
          <kabinet-payment-history id="oplaty" lang={lang}>
            <Meanwhile what="Історія оплат ще завантажується." />
          </kabinet-payment-history>
          <kabinet-receipt lang={lang}>
            <Meanwhile what="Квитанція ще завантажується." />
          </kabinet-receipt>
        </div>
        <div className="stack rest">
          <kabinet-payment-plan lang={lang}>
            <Meanwhile what="Планова оплата ще завантажується." />
          </kabinet-payment-plan>
          <kabinet-meter-card id="lichylnyk" lang={lang} with-history="">
            <Meanwhile what="Лічильник ще завантажується." />
          </kabinet-meter-card>
        </div>
      </div>
    </>
  );
}

// At once, so that nothing that stands below moves when the cabinet comes.
flushSync(() => createRoot(document.getElementById('cabinet')).render(<Cabinet />));
