// Runs before the first paint: puts the reader's own choices on <html>, so that nothing flashes.
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    for (const name of ['size', 'set']) {
      const value = localStorage.getItem(`look-${name}`);
      if (value) root.dataset[name] = value;
    }
  } catch {
    // Storage may be closed to us; then the system's own settings hold.
  }
})();
