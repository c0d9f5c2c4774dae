// Select words in the text: a small toolbar asks what they are. Without it the form "Thêm phiếu"
// takes the words as a quotation.
const letters = (text) => [...text].length;

// The offset of a point in its paragraph, in letters of the text: labels of marks do not count.
const offset = (paragraph, node, at) => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, {
    acceptNode: (each) => (each.parentElement.closest('sup') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  });
  const range = document.createRange();
  range.setStart(node, at);
  let count = Number(paragraph.dataset.start);
  for (let each = walker.nextNode(); each; each = walker.nextNode()) {
    if (each === node) return count + letters(each.data.slice(0, at));
    if (range.comparePoint(each, 0) > 0) return count;
    count += letters(each.data);
  }
  return count;
};

const paragraphOf = (node) => (node.nodeType === 3 ? node.parentElement : node)?.closest?.('.text p[data-start]');

const selected = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const [first, last] = [paragraphOf(range.startContainer), paragraphOf(range.endContainer)];
  if (!first || !last) return null;
  const start = offset(first, range.startContainer, range.startOffset);
  const end = offset(last, range.endContainer, range.endOffset);
  return end > start ? { start, end } : null;
};

const offer = () => {
  const picker = document.getElementById('picker');
  if (!picker || picker.contains(document.activeElement)) return;
  const span = selected();
  picker.hidden = !span;
  if (!span) return;
  // Under the words, unless there is no room; a small screen keeps it at the bottom.
  const words = getSelection().getRangeAt(0).getBoundingClientRect();
  const roomy = innerWidth > 800 && words.bottom + 120 < innerHeight;
  picker.style.insetBlock = roomy ? `${words.bottom + 8}px auto` : '';
  picker.style.insetInlineStart = roomy ? `${Math.max(8, Math.min(words.left, innerWidth - 560))}px` : '';
  picker.elements.start.value = span.start;
  picker.elements.end.value = span.end;
};

document.addEventListener('selectionchange', offer);
document.addEventListener('keydown', (event) => {
  const picker = document.getElementById('picker');
  if (event.key === 'Escape' && picker) picker.hidden = true;
});
