// The reader's own view: text size and contrast, kept on the device and nowhere else.
const SIZES = ['100', '125', '150', '175', '200'];
const root = document.documentElement;

const keep = (name, value) => {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  try {
    if (value) localStorage.setItem(`look-${name}`, value);
    else localStorage.removeItem(`look-${name}`);
  } catch {
    // Without storage the choice holds for this page.
  }
};

const say = (text) => {
  const place = document.getElementById('say');
  if (place) place.textContent = text;
};

const resize = (step) => {
  const now = SIZES.indexOf(root.dataset.size ?? '100');
  const next = step === 0 ? 0 : Math.min(SIZES.length - 1, Math.max(0, now + step));
  keep('size', next === 0 ? '' : SIZES[next]);
  say(`${document.getElementById('say')?.dataset.sizeWord}: ${SIZES[next]} %`);
};

const show = () => {
  for (const button of document.querySelectorAll('[data-choose-set]'))
    button.setAttribute('aria-pressed', String(button.dataset.chooseSet === (root.dataset.set ?? '')));
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-size-step], [data-choose-set]');
  if (!button) return;
  if (button.dataset.sizeStep !== undefined) resize(Number(button.dataset.sizeStep));
  else {
    keep('set', button.dataset.chooseSet);
    say(`${document.getElementById('say')?.dataset.setWord}: ${button.textContent.trim()}`);
  }
  show();
});
show();
