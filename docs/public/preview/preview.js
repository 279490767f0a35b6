/* global addEventListener, CSSStyleSheet, document, location, parent, requestAnimationFrame, ResizeObserver */

// Shows in this frame what the docs around it say: a tag with its attributes, in a state of the mock, in a theme. Whatever the element tells
// goes back to the docs. Nothing is asked of anybody: `api` is the mock, and the frame's policy lets nothing out.

const origin = location.origin;
const stage = document.getElementById('stage');
const theme = document.getElementById('theme');
const outlines = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, outlines];

/** Names that go into markup or styles are names of ours, whoever sends the message. */
const isTag = (name) => /^kabinet-[a-z-]+$/.test(name);
const isName = (name) => /^[a-z][a-z0-9-]*$/.test(name);
const isToken = (name) => /^--kabinet-[a-z-]+$/.test(name);

/** What is shown now: a new element only where another one, another service or another language is wanted, so that typing in a knob keeps it. */
let made = { key: '', provider: null, element: null, set: [] };
const listening = new Set();

addEventListener('message', ({ source, origin: from, data }) => {
  if (source !== parent || from !== origin || data?.kabinet !== 'show') return;
  show(data.what);
});

function tell(message) {
  parent.postMessage(message, origin);
}

function show(what) {
  if (!isTag(what.tag)) return;
  document.documentElement.lang = what.lang;
  document.documentElement.style.colorScheme = what.scheme ?? '';
  wearTheme(what.theme ?? '');
  setTokens(what.tokens ?? {});
  for (const name of what.events ?? []) listenTo(name);
  outline(what.tag, what.part ?? '');
  const key = JSON.stringify([what.tag, what.api, what.lang]);
  if (made.key !== key) make(what, key);
  setAttributes(what.tag === 'kabinet-provider' ? made.provider : made.element, what);
  // The docs may have made the frame small again, for something that is as tall as what was here before.
  requestAnimationFrame(tellSize);
}

function tellSize() {
  tell({ kabinet: 'size', height: Math.ceil(stage.getBoundingClientRect().height) });
}

function make({ tag, api, lang, inside }, key) {
  const provider = document.createElement('kabinet-provider');
  provider.setAttribute('api', api);
  provider.setAttribute('lang', lang);
  const element = document.createElement(tag === 'kabinet-provider' ? (inside ?? 'kabinet-balance-card') : tag);
  provider.append(element);
  stage.replaceChildren(provider);
  made = { key, provider, element, set: [] };
}

/** Attributes that the knobs had set and set no more go away; what the element sets by itself is its own, `api` and `lang` are the frame's. */
function setAttributes(element, { attributes = {}, slot = '' }) {
  const isOurs = (name) => isName(name) && !(element === made.provider && ['api', 'lang'].includes(name));
  const wanted = Object.entries(attributes).filter(([name]) => isOurs(name));
  for (const name of made.set) if (!wanted.some(([each]) => each === name)) element.removeAttribute(name);
  for (const [name, value] of wanted) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  made.set = wanted.map(([name]) => name);
  if (element !== made.provider && element.textContent !== slot && !hasChildElements(element))
    element.textContent = slot;
}

/** An element that puts elements of its own into itself (the cabinet its sections) keeps them. */
function hasChildElements(element) {
  return element.childElementCount > 0;
}

function wearTheme(name) {
  theme.disabled = !isName(name);
  if (isName(name)) theme.setAttribute('href', `../themes/${name}.css`);
}

function setTokens(tokens) {
  const { style } = document.documentElement;
  for (const name of [...style]) {
    if (isToken(name) && !(name in tokens)) style.removeProperty(name);
  }
  for (const [name, value] of Object.entries(tokens)) {
    if (isToken(name)) style.setProperty(name, value);
  }
}

function outline(tag, part) {
  outlines.replaceSync(
    isName(part) ? `${tag}::part(${part}) { outline: 3px dashed #c2185b; outline-offset: 2px; }` : '',
  );
}

function listenTo(name) {
  if (!isName(name) || listening.has(name)) return;
  listening.add(name);
  document.addEventListener(name, (event) => {
    // What an element asks for would lead away from the example.
    if (event.cancelable) event.preventDefault();
    tell({ kabinet: 'event', name, cancelable: event.cancelable, fields: fieldsOf(event) });
  });
}

/** What the event says beyond what every event has. */
function fieldsOf(event) {
  const names = Object.keys(event).filter((name) => name !== 'isTrusted');
  return Object.fromEntries(names.map((name) => [name, sayable(event[name])]));
}

function sayable(value) {
  if (value instanceof Error) return value.kind ?? value.message;
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

new ResizeObserver(tellSize).observe(stage);
tell({ kabinet: 'ready' });
