// Keys for those who work all day: / ? j k Enter, and whatever the page binds by data-key.
const rows = () => [...document.querySelectorAll('[data-row]')].filter((row) => row.offsetParent);
const current = () => document.querySelector('[data-row][aria-current]');
const typing = (el) => el.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
const overlaid = () => document.querySelector('dialog[open], [popover].pop:popover-open');

const stand = (row) => {
  current()?.removeAttribute('aria-current');
  row.setAttribute('aria-current', 'true');
  // A focus on the row itself lets a screen reader read it and Tab go on from there.
  if (!row.hasAttribute('tabindex')) row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
};

const move = (step) => {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current());
  stand(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
};

const open = () => {
  const row = current();
  (row?.querySelector('[data-open]') ?? row?.querySelector('a[href]'))?.click();
};

// A page-wide binding stands outside rows; inside them the current row's own wins.
const press = (key) => {
  const name = `[data-key="${CSS.escape(key)}"]`;
  const target =
    current()?.querySelector(name) ??
    [...document.querySelectorAll(name)].find((el) => !el.closest('[data-row]'));
  if (!target) return false;
  target.click();
  return true;
};

const acts = {
  '/': () => document.getElementById('find')?.focus(),
  '?': () => document.getElementById('help')?.togglePopover?.(),
  j: () => move(1),
  k: () => move(-1),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === 'Escape' && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  if (overlaid() && event.key !== '?') return;
  if (event.key === 'Enter') {
    // Enter on a link or button is theirs; on the row itself it opens.
    if (event.target === current()) open();
    return;
  }
  const act = acts[event.key];
  if (act) act();
  else if (!press(event.key)) return;
  event.preventDefault();
});

// Pointing into a row makes it the current one, so keys and mouse agree.
document.addEventListener('focusin', (event) => {
  const row = event.target.closest?.('[data-row]');
  if (!row || row === current()) return;
  current()?.removeAttribute('aria-current');
  row.setAttribute('aria-current', 'true');
});

// After htmx has replaced the current row, stand on the next one in its place.
// Between two quick answers no row is current: the place of the first still holds.
let place = -1;
document.addEventListener('htmx:beforeSwap', () => {
  const at = rows().indexOf(current());
  if (at >= 0) place = at;
});
document.addEventListener('htmx:afterSettle', () => {
  if (place < 0 || current()) return;
  const all = rows();
  if (all.length) stand(all[Math.min(place, all.length - 1)]);
});
