// The desk answers a form by replacing itself: keep where both halves were scrolled to, and go
// into the form that was asked for; keys.js stands on the next card. Without this file every form
// leads to the whole page.
const halves = () => [...document.querySelectorAll('#desk .desk > *')];
let kept = [];
let standing = '';

document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.target.id !== 'desk' && event.detail.target?.id !== 'desk') return;
  // A form that came back with what is wrong, or the page of a conflict, is an answer too.
  if ([409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  // What select.js has placed is forgotten: htmx would copy its style as an attribute.
  document.getElementById('picker')?.removeAttribute('style');
  standing = document.querySelector('[data-row][aria-current]')?.id || standing;
  kept = halves().map((half) => half.scrollTop);
});

// A whole page that is no desk (a conflict, the sign-in page) is shown as itself.
document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.xhr.responseText?.includes('id="desk"')) return;
  if (event.detail.target?.id !== 'desk') return;
  event.detail.selectOverride = 'main';
  event.detail.target = document.querySelector('main');
});

document.addEventListener('htmx:afterSettle', () => {
  halves().forEach((half, at) => { half.scrollTop = kept[at] ?? 0; });
  const form = document.querySelector('#desk .card form[data-guard]');
  const first = form?.querySelector('textarea, input:not([type=hidden], [type=radio])');
  form?.closest('.card').scrollIntoView({ block: 'nearest' });
  // Without a form and without a row in the old one's place: back to where one stood.
  const row = document.querySelector('[data-row][aria-current]') ? null : document.getElementById(standing);
  if (row) row.tabIndex = -1;
  (first ?? row)?.focus({ preventScroll: true });
  kept = [];
});

// A press anywhere on a mark leads to its card, but not where words were just selected.
document.addEventListener('click', (event) => {
  const mark = event.target.closest?.('.text .mark');
  if (!mark || event.target.closest('a') || !getSelection().isCollapsed) return;
  document.getElementById(mark.dataset.pair)?.scrollIntoView({ block: 'nearest' });
});
