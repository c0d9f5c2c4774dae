// Forms: ask before what cannot be taken back, warn of unsaved changes, drop files on a field,
// send filters as they change. All of them work without this file, one press slower.

// data-confirm on a form or a button; data-confirm-yes is the word on the button that goes on.
const ask = (text, yes, go) => {
  const dialog = document.getElementById('ask');
  if (!dialog?.showModal) {
    if (window.confirm(text)) go();
    return;
  }
  dialog.querySelector('#ask-text').textContent = text;
  const button = dialog.querySelector('[data-ask-yes]');
  button.dataset.usual ??= button.textContent;
  button.textContent = yes || button.dataset.usual;
  dialog.returnValue = 'no';
  dialog.onclose = () => { if (dialog.returnValue === 'yes') go(); };
  dialog.showModal();
};

const agreed = new WeakSet();
document.addEventListener('submit', (event) => {
  const form = event.target;
  const holder = event.submitter?.dataset.confirm ? event.submitter : form;
  if (!holder.dataset.confirm || agreed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(holder.dataset.confirm, holder.dataset.confirmYes, () => {
    agreed.add(form);
    form.requestSubmit(event.submitter ?? undefined);
  });
}, true);
document.addEventListener('htmx:confirm', (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  ask(event.detail.question, event.detail.elt.dataset.confirmYes, () => event.detail.issueRequest(true));
});

// data-guard: leaving with changes unsaved is asked about by the browser itself.
const changed = new Set();
const sending = new Set();
document.addEventListener('input', (event) => {
  const form = event.target.form;
  // What has no name is not sent: a field that only filters changes nothing.
  if (event.target.name && form?.hasAttribute('data-guard')) { changed.add(form); sending.delete(form); }
});
document.addEventListener('submit', (event) => {
  // A submit that somebody stopped has saved nothing.
  queueMicrotask(() => { if (!event.defaultPrevented) changed.delete(event.target); });
});
// What is typed while an answer is awaited is not in it: the form stays unsaved.
document.addEventListener('htmx:beforeRequest', (event) => sending.add(event.detail.elt.closest('form')));
document.addEventListener('htmx:afterRequest', (event) => {
  const form = event.detail.elt.closest('form');
  if (sending.delete(form) && event.detail.successful) changed.delete(form);
});
// data-says-why: a refused htmx answer (409, 422) is shown too; the form still counts as unsaved.
document.addEventListener('htmx:beforeSwap', (event) => {
  if ([409, 422].includes(event.detail.xhr.status) && event.detail.requestConfig.elt.hasAttribute('data-says-why'))
    event.detail.shouldSwap = true;
});
document.addEventListener('reset', (event) => changed.delete(event.target));
window.addEventListener('beforeunload', (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

// data-drop: a zone around a file field; what is dropped lands in the field.
const list = (zone) => {
  const names = zone.querySelector('.drop-list');
  const field = zone.querySelector('input[type=file]');
  names?.replaceChildren(...[...field.files].map((file) => {
    const line = document.createElement('li');
    line.textContent = `${file.name}, ${Math.max(1, Math.round(file.size / 1024)).toLocaleString(document.documentElement.lang)} kB`;
    return line;
  }));
};
for (const [name, over] of [['dragover', true], ['dragleave', false], ['drop', false]])
  document.addEventListener(name, (event) => {
    const zone = event.target.closest?.('[data-drop]');
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle('over', over);
    const field = zone.querySelector('input[type=file]');
    if (name !== 'drop' || !event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
// Who leafs through choices by keys must not lose the place with each of them: the button sends.
let typed = null;
document.addEventListener('keydown', (event) => { typed = event.target; }, true);
document.addEventListener('pointerdown', () => { typed = null; }, true);
document.addEventListener('change', (event) => {
  const zone = event.target.closest('[data-drop]');
  if (zone && event.target.type === 'file') list(zone);
  // data-auto: a filter sends itself when a choice changes; text fields wait for Enter.
  const form = event.target.form;
  if (form?.hasAttribute('data-auto') && event.target !== typed && event.target.matches('select, [type=checkbox], [type=radio], [type=date]'))
    form.requestSubmit();
});

// data-all="name": one tick for all ticks of that name in the form.
document.addEventListener('change', (event) => {
  const { all } = event.target.dataset;
  if (!all) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${CSS.escape(all)}"]`)) box.checked = event.target.checked;
});

// data-picker: ticks among many names; the words in its field leave the names with words that begin so.
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const narrow = (picker, words) => {
  for (const line of picker.querySelectorAll('label')) {
    const name = ` ${plain(line.textContent)}`;
    line.hidden = !words.every((word) => name.includes(` ${word}`));
  }
  for (const group of picker.querySelectorAll('[role=group]')) group.hidden = !group.querySelector('label:not([hidden])');
  picker.querySelector('[data-none]').hidden = picker.querySelector('label:not([hidden])') !== null;
};
const tell = (picker) => {
  const names = [...picker.querySelectorAll(':checked')].map((box) => box.closest('label').textContent);
  const said = picker.querySelector('.picked');
  if (!said) return;
  said.querySelector('b').textContent = names.length.toLocaleString(document.documentElement.lang);
  said.querySelector('[data-picked]').textContent = names.join('; ');
};
document.addEventListener('input', (event) => {
  const picker = event.target.closest('[data-picker]');
  if (!picker) return;
  if (event.target.type === 'search') narrow(picker, plain(event.target.value).split(' '));
  else tell(picker);
});
// Enter in the field is no sending: it ticks the one name that is left, or goes to the first of several.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing || !event.target.matches('[data-picker] [type=search]')) return;
  event.preventDefault();
  const left = event.target.closest('[data-picker]').querySelectorAll('label:not([hidden]) > input');
  if (left.length > 1) return left[0].focus();
  left[0]?.click();
  event.target.select();
});
// A page that the browser brings back has other ticks than it was sent with.
addEventListener('pageshow', () => document.querySelectorAll('[data-picker]').forEach(tell));

// data-said: beside a box with proposals stands the label of the one that was typed or chosen.
document.addEventListener('input', ({ target }) => {
  const said = target.list && target.parentElement.querySelector('[data-said]');
  if (said) said.textContent = [...target.list.options].find((each) => each.value === target.value.trim())?.label ?? '';
});

// A refused form opens at the first field that is to be mended.
if (performance.getEntriesByType('navigation')[0]?.responseStatus === 422) {
  const field = document.querySelector('main [aria-invalid="true"]');
  field?.focus();
  // What it shows again was typed and is still not saved.
  if (field?.form?.hasAttribute('data-guard')) changed.add(field.form);
}

for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => window.print());
