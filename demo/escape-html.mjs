// @ts-check

/** Text as it may stand in a page and in an attribute. @param {string} text */
export function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
