// Notices: toasts can be closed; a request that fails says so instead of doing nothing.
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
