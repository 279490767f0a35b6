/* eslint object-shorthand: "off" -- as scripts of 2010 are written */
/* Does to a page what Prototype.js 1.7 is known to do; written anew, nothing of it is copied. */
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
    gsub: function (pattern, by) { return this.split(pattern).join(by); },
    toArray: function () { return this.split(''); },
    blank: function () { return /^\s*$/.test(this); },
    times: function (count) { return new Array(count + 1).join(this); },
  });
  extend(Number.prototype, {
    toJSON: function () { return isFinite(this) ? this.toString() : 'null'; },
    succ: function () { return this + 1; },
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
  // Every element gets methods, some under names that browsers use too.
  extend(Element.prototype, {
    addClassName: function (name) { this.classList.add(name); return this; },
    hide: function () { this.style.display = 'none'; return this; },
    show: function () { this.style.display = ''; return this; },
    update: function (content) { this.innerHTML = content; return this; },
    identify: function () { return (this.id = this.id || 'anonymous_element_' + Math.random()); },
    select: function (selector) { return $A(this.querySelectorAll(selector)); },
    observe: function (name, handler) { this.addEventListener(name, handler); return this; },
    down: function () { return this.firstElementChild; },
    up: function () { return this.parentNode; },
    scrollTo: function () { window.scrollTo(0, this.getBoundingClientRect().top); return this; },
    visible: function () { return this.style.display !== 'none'; },
  });
  window.$A = $A;
  window.$ = function (id) { return typeof id === 'string' ? document.getElementById(id) : id; };
  window.$$ = function (selector) { return $A(document.querySelectorAll(selector)); };
  window.Hash = function () {};
  window.Ajax = {};
})();
