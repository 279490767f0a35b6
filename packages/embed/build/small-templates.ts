import { transform as transformCss } from 'lightningcss';
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

/** White space and comments in our html and css templates are for readers of the source; a phone need not load them. */
export const smallTemplates: Plugin = {
  name: 'kabinet-small-templates',
  async transform(code, id) {
    if (!id.includes('/packages/elements/src/') || !/(html|svg|css)`/.test(code)) return null;
    const styled = code.replace(/css`([^`$]+)`/g, (_literal, css: string) => {
      // As CSS sees the template: two backslashes of the source are one of its own.
      const seen = css.replaceAll('\\\\', '\\');
      const small = transformCss({ filename: id, code: Buffer.from(seen), minify: true });
      return `css\`${small.code.toString().replaceAll('\\', '\\\\')}\``;
    });
    const result = await minifyHTMLLiterals(styled, {
      fileName: id,
      // In SVG a tag ends only where it says so: without the slash each line of an icon would lie inside the one before, unseen.
      minifyOptions: { minifyCSS: false, keepClosingSlash: true },
    });
    return { code: result?.code ?? styled, map: null };
  },
};
