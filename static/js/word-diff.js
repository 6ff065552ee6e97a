/* Conflict screen: which words differ between two texts. */

const MOST_COMPARED = 1_000_000; // pairs of words; beyond, the whole middle counts as different

/** Return [parts of a, parts of b], each part {text, differs}. */
export function wordDiff(a, b) {
  const [left, right] = [a, b].map((text) => text.split(/(?<=\s)(?=\S)/));
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(left.length, right.length) - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  ) tail += 1;
  const middles = [left, right].map((words) => words.slice(head, words.length - tail));
  const common = commonWords(...middles);
  return [left, right].map((words, side) => [
    ...part(words.slice(0, head).join(""), false),
    ...middles[side].flatMap((word, place) => part(word, !common[side].has(place))),
    ...part(words.slice(words.length - tail).join(""), false),
  ]);
}

function part(text, differs) {
  return text ? [{ text, differs }] : [];
}

/* The longest common subsequence, as the places of its words on each side. */
function commonWords(a, b) {
  const places = [new Set(), new Set()];
  if (a.length * b.length > MOST_COMPARED) return places;
  const wide = b.length + 1;
  const length = new Uint32Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i * wide + j] =
        a[i] === b[j]
          ? length[(i + 1) * wide + j + 1] + 1
          : Math.max(length[(i + 1) * wide + j], length[i * wide + j + 1]);
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      places[0].add(i);
      places[1].add(j);
      i += 1;
      j += 1;
    } else if (length[(i + 1) * wide + j] >= length[i * wide + j + 1]) i += 1;
    else j += 1;
  }
  return places;
}
