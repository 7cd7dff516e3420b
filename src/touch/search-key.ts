/** Opens search by / or Ctrl+K (⌘K), except while the visitor writes. */
const link = document.querySelector<HTMLAnchorElement>('a[data-search]');
addEventListener('keydown', (event) => {
  const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!link || event.isComposing || event.defaultPrevented || (!k && !slash)) return;
  const target = event.target;
  const writing =
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
  if (writing && !k) return;
  event.preventDefault();
  link.click();
});
