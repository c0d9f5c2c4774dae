// Point at a mark or a slip: its partner lights up. Both carry the same data-pair ("V1").
// Without this file the links still lead from one to the other.
const partners = (el) => {
  const own = el.closest?.('[data-pair]');
  return own ? [own, ...document.querySelectorAll(`[data-pair="${CSS.escape(own.dataset.pair)}"]`)] : [];
};

// On a small screen both halves lie in one page: to go to the partner would move what is pressed
// away from under the pointer.
const apart = (el) => {
  const half = el.closest('.desk > *');
  return half && getComputedStyle(half).overflowY !== 'visible';
};

for (const [name, on] of [['mouseover', true], ['mouseout', false], ['focusin', true], ['focusout', false]])
  document.addEventListener(name, (event) => {
    const [own, ...all] = partners(event.target);
    for (const el of all) {
      el.classList.toggle('lit', on);
      // Only the keyboard moves the other half; a pointer passing by must not.
      if (name === 'focusin' && el !== own && apart(el)) el.scrollIntoView({ block: 'nearest' });
    }
  });
