/* eslint object-shorthand: "off" -- as scripts of 2010 are written */
/*
 * Does to a page's built-in things what Prototype.js does, written anew: every name that 1.7.3 writes over, the names that it adds to what
 * widgets touch, and what 1.6 and 1.7.0 wrote over besides (entries, filter, bind, toJSON). The real one takes its place where
 * PROTOTYPE_JS names it: see docs/decisions/0080-which-hosts-are-real.md.
 */
(function () {
  function $A(iterable) {
    if (!iterable) return [];
    if ('toArray' in Object(iterable)) return iterable.toArray();
    var length = iterable.length || 0;
    var results = new Array(length);
    while (length--) results[length] = iterable[length];
    return results;
  }
  function extend(target, source) {
    for (var name in source) target[name] = source[name];
    return target;
  }
  var reverse = Array.prototype.reverse;
  // Leaves out the function, and knows no iterables: only what has a length.
  Array.from = $A;
  // Its own, in place of the browser's: they hand over no list, and entries are no entries.
  extend(Array.prototype, {
    map: function (visit, context) { var out = []; this.each(function (each, i) { out.push(visit.call(context, each, i)); }); return out; },
    filter: function (visit, context) { var out = []; this.each(function (each, i) { if (visit.call(context, each, i)) out.push(each); }); return out; },
    find: function (visit, context) { var i; for (i = 0; i < this.length; i++) if (visit.call(context, this[i], i)) return this[i]; },
    some: function (visit, context) { var i; for (i = 0; i < this.length; i++) if (visit.call(context, this[i], i)) return true; return false; },
    every: function (visit, context) { var i; for (i = 0; i < this.length; i++) if (!visit.call(context, this[i], i)) return false; return true; },
    include: function (wanted) { return this.indexOf(wanted) >= 0; },
    // Turns the list itself round, unless told not to.
    reverse: function (inline) { return reverse.call(inline === false ? this.slice() : this); },
    detect: function (visit, context) { return this.find(visit, context); },
    invoke: function (name) { var args = $A(arguments).slice(1); return this.map(function (each) { return each[name].apply(each, args); }); },
    max: function () { return Math.max.apply(Math, this); },
    size: function () { return this.length; },
    clone: function () { return this.slice(); },
    inject: function (memo, visit) { this.each(function (each, i) { memo = visit(memo, each, i); }); return memo; },
  });
  // What is inherited counts too.
  Object.values = function (of) { var out = [], key; for (key in of) out.push(of[key]); return out; };
  Date.prototype.toJSON = function () { return '"' + this.toISOString() + '"'; };
  // Enumerable, as everything it adds: `for (… in list)` meets them.
  extend(Array.prototype, {
    each: function (visit) { for (var i = 0; i < this.length; i++) visit(this[i], i); return this; },
    toArray: function () { return [].concat(this); },
    entries: function () { return [].concat(this); },
    clear: function () { this.length = 0; return this; },
    first: function () { return this[0]; },
    last: function () { return this[this.length - 1]; },
    compact: function () { return this.filter(function (each) { return each != null; }); },
    without: function () { var out = $A(arguments); return this.filter(function (each) { return out.indexOf(each) < 0; }); },
    pluck: function (name) { return this.map(function (each) { return each[name]; }); },
    inspect: function () { return '[' + this.join(', ') + ']'; },
    // JSON.stringify asks for it, and then writes a list as a text.
    toJSON: function () { return '[' + this.map(function (each) { return JSON.stringify(each); }).join(', ') + ']'; },
  });
  extend(String.prototype, {
    toJSON: function () { return '"' + this.replace(/(["\\])/g, '\\$1') + '"'; },
    strip: function () { return this.replace(/^\s+|\s+$/g, ''); },
    // In the place of the old one, which made small letters.
    sub: function (pattern, by) { return this.replace(pattern, by); },
    include: function (wanted) { return this.indexOf(wanted) >= 0; },
    empty: function () { return this.length === 0; },
    camelize: function () { return this.replace(/-+(.)?/g, function (all, letter) { return letter ? letter.toUpperCase() : ''; }); },
    gsub: function (pattern, by) { return this.split(pattern).join(by); },
    toArray: function () { return this.split(''); },
    blank: function () { return /^\s*$/.test(this); },
    times: function (count) { return new Array(count + 1).join(this); },
  });
  extend(Number.prototype, {
    toJSON: function () { return isFinite(this) ? this.toString() : 'null'; },
    succ: function () { return this + 1; },
    round: function () { return Math.round(this); },
    abs: function () { return Math.abs(this); },
    times: function (visit) { for (var i = 0; i < this; i++) visit(i); return this; },
  });
  extend(Function.prototype, {
    bind: function (context) {
      var method = this;
      var args = $A(arguments).slice(1);
      return function () { return method.apply(context, args.concat($A(arguments))); };
    },
    curry: function () { var method = this, args = $A(arguments); return function () { return method.apply(this, args.concat($A(arguments))); }; },
    delay: function (seconds) { return setTimeout(this, seconds * 1000); },
    wrap: function (wrapper) { var method = this; return function () { return wrapper.apply(this, [method.bind(this)].concat($A(arguments))); }; },
  });
  RegExp.escape = function (text) { return String(text).replace(/([.*+?^=!:${}()|[\]/\\])/g, '\\$1'); };
  // A function of its own with the browser's prototype: `new Element('p')` makes one, and the constants are copies.
  var TheirElement = window.Element;
  window.Element = function (name, attributes) { return extend(document.createElement(name), attributes || {}); };
  extend(window.Element, TheirElement);
  window.Element.prototype = TheirElement.prototype;
  // Every element gets methods, some under names that browsers use too: those come before the browser's.
  extend(HTMLElement.prototype, {
    addClassName: function (name) { this.classList.add(name); return this; },
    hide: function () { this.style.display = 'none'; return this; },
    show: function () { this.style.display = ''; return this; },
    toggle: function () { return this[this.visible() ? 'hide' : 'show'](); },
    visible: function () { return this.style.display !== 'none'; },
    remove: function () { this.parentNode.removeChild(this); return this; },
    update: function (content) { this.innerHTML = content; return this; },
    replace: function (content) { this.outerHTML = content; return this; },
    insert: function (content) { this.insertAdjacentHTML('beforeend', content); return this; },
    wrap: function (by) { this.parentNode.replaceChild(by, this); by.appendChild(this); return by; },
    empty: function () { return /^\s*$/.test(this.innerHTML); },
    clone: function (deep) { return this.cloneNode(deep); },
    identify: function () { return (this.id = this.id || 'anonymous_element_' + Math.random()); },
    match: function (selector) { return this.matches(selector); },
    select: function (selector) { return $A(this.querySelectorAll(selector)); },
    observe: function (name, handler) { this.addEventListener(name, handler); return this; },
    stopObserving: function (name, handler) { this.removeEventListener(name, handler); return this; },
    fire: function (name) { return this.dispatchEvent(new Event(name, { bubbles: true })); },
    on: function (name, handler) { return this.observe(name, handler); },
    down: function () { return this.firstElementChild; },
    up: function () { return this.parentNode; },
    next: function () { return this.nextElementSibling; },
    previous: function () { return this.previousElementSibling; },
    siblings: function () { return $A(this.parentNode.children).without(this); },
    measure: function (property) { return parseInt(getComputedStyle(this)[property], 10); },
    store: function (key, value) { (this.stored = this.stored || {})[key] = value; return this; },
    scrollTo: function () { window.scrollTo(0, this.getBoundingClientRect().top); return this; },
    inspect: function () { return '<' + this.localName + '>'; },
  });
  extend(HTMLFormElement.prototype, {
    serialize: function () { return new URLSearchParams(new FormData(this)).toString(); },
    request: function () { return this; },
    disable: function () { $A(this.elements).invoke('disable'); return this; },
    enable: function () { $A(this.elements).invoke('enable'); return this; },
  });
  [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement].each(function (type) {
    extend(type.prototype, {
      getValue: function () { return this.value; },
      setValue: function (value) { this.value = value; return this; },
      clear: function () { this.value = ''; return this; },
      present: function () { return this.value !== ''; },
      activate: function () { this.focus(); return this; },
      disable: function () { this.disabled = true; return this; },
      enable: function () { this.disabled = false; return this; },
    });
  });
  extend(Event.prototype, {
    element: function () { return this.target; },
    findElement: function (selector) { return this.target.closest(selector); },
    stop: function () { this.preventDefault(); this.stopPropagation(); this.stopped = true; },
  });
  Event.cache = {};
  window.$A = $A;
  window.$ = function (id) { return typeof id === 'string' ? document.getElementById(id) : id; };
  window.$$ = function (selector) { return $A(document.querySelectorAll(selector)); };
  window.Hash = function () {};
  window.Ajax = {};
})();
