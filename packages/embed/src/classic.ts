/**
 * For places that know no `type="module"`, such as Google Tag Manager and old templates: a classic script that adds the module script
 * beside it, with its own `data-*` attributes and with the hash of the file, so that whoever checks this script has checked all.
 *
 * It loads `kabinet-all.js`: one file has one hash, while the parts of the split build need an import map, which must stand in the page
 * before its first module (docs/decisions/0071-classic-loads-one-file.md). `data-file="kabinet.js"` asks for the split build all the
 * same, whose parts are then not checked.
 */
(() => {
  // What runs our text, not our tag (a tag manager, jQuery's append), leaves no current script or one without an address, and in a file
  // that a site made of several scripts it is that file: so the tag that is named as ours comes first. A picture in a text of the
  // page's may bear that id, or the name `currentScript`: what is no script has nothing to say.
  const known = [
    document.querySelector('script#kabinet-script'),
    document.currentScript,
  ] as (HTMLScriptElement | null)[];
  const tag = known.find((each) => each instanceof HTMLScriptElement && each.src);
  if (!tag) return console.warn('Kabinet: this script cannot find its own tag; give it id="kabinet-script".');
  // Some tag managers drop attributes that they do not know: the page may set the same names here.
  const { kabinetSettings } = globalThis as typeof globalThis & { kabinetSettings?: object };
  const { file = 'kabinet-all.js', ...settings } = { ...kabinetSettings, ...tag.dataset } as Record<string, unknown>;
  // Without a hash the browser would run whatever comes: files that have none are not loaded.
  const integrity = new Map(Object.entries(__KABINET_HASHES__)).get(file as string);
  if (!integrity) return console.warn(`Kabinet: data-file cannot be "${String(file)}".`);
  const script = document.createElement('script');
  script.type = 'module';
  script.crossOrigin = 'anonymous';
  script.integrity = integrity;
  // A page whose policy allows scripts by nonce gave one to the tag.
  if (tag.nonce) script.nonce = tag.nonce;
  script.onerror = () => console.warn('Kabinet could not be loaded; the text inside its tags stays on show.');
  try {
    for (const [name, value] of Object.entries(settings)) {
      // tokenUrl and token-url alike. What is no text, such as getToken, is for configure().
      if (typeof value === 'string') script.setAttribute(`data-${name.replace(/[A-Z]/g, '-$&')}`, value);
      else console.warn(`Kabinet: "${name}" is no text; give it to configure().`);
    }
    script.src = new URL(file as string, tag.src).href;
  } catch (error) {
    // Pages that let no script say which scripts are loaded (Trusted Types): the module tag works there, and is better.
    return console.warn('Kabinet: the policy of this page forbids the classic loader; use the module tag.', error);
  }
  document.head.append(script);
})();
