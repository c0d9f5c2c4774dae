// Notices: toasts can be closed; a request that fails says so instead of doing nothing; data-copy.
const MOST = 3;

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-toast-close]');
  if (!button) return;
  button.closest('.toast').remove();
  document.getElementById('content')?.focus({ preventScroll: true });
});

const thin = () => {
  const all = document.querySelectorAll('#toasts .toast');
  for (const old of [...all].slice(0, Math.max(0, all.length - MOST))) old.remove();
};
document.addEventListener('htmx:oobAfterSwap', thin);

const tell = (name) => {
  const model = document.getElementById('trouble');
  const toast = model?.content.querySelector(`[data-trouble="${name}"]`)?.cloneNode(true);
  // A page that polls would say it again and again.
  if (toast && !document.querySelector(`#toasts [data-trouble="${name}"]`)) document.getElementById('toasts')?.append(toast);
  thin();
};
document.addEventListener('htmx:sendError', () => tell('net'));
document.addEventListener('htmx:responseError', (event) => tell(event.detail.xhr.status === 403 ? 'out' : 'server'));

// data-copy="id": what stands in that element goes to the clipboard, and stays selected.
const copied = async (held) => {
  getSelection().selectAllChildren(held);
  // Without https a page has no clipboard; the older command takes what is selected.
  if (!navigator.clipboard) return document.execCommand('copy');
  return navigator.clipboard.writeText(held.textContent).then(() => true, () => false);
};
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const name = await copied(document.getElementById(button.dataset.copy)) ? 'copied' : 'selected';
  for (const old of document.querySelectorAll('#toasts :is([data-trouble=copied], [data-trouble=selected])')) old.remove();
  tell(name);
});
