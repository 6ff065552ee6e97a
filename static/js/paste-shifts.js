/* Superscripts and subscripts as plain text: 10⁶ stays a million, never 106. */

const PLAIN = [..."0123456789+-=()abcdefghijklmnoprstuvwxyz"];
const RAISED = [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"];
const LOWERED = [..."₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐ   ₑ  ₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥ ₓ  "];
const DASHES = /[−–‐‑]/g;
const TRADE = { TM: "™", SM: "℠" };
const ABBREVIATED = /(?:\d|(?<!\p{L})(?:N|M|D|Dr|Sr|Lic|Ing|Arq|Mtr|Prof))\.?$/u;

/** Write a raised text as plain characters; `before` is what stands in front of it.
    Signs of Unicode where all its letters have one; "^(…)" where the value needs to be told. */
export function raised(text, before) {
  return around(text, (bare) => {
    if (ABBREVIATED.test(before) && /^[oa]s?$/.test(bare)) {
      return bare.replace("o", "º").replace("a", "ª");
    }
    if (/\d\.?$/.test(before) && /^\p{Ll}{2,4}$/u.test(bare)) return bare; // 1er, 2da
    if (TRADE[bare]) return TRADE[bare];
    if (/^\[.*\]$/.test(bare)) return bare; // the call of a footnote
    return mapped(bare, RAISED) || told("^", bare);
  });
}

/** Write the call of a footnote in brackets. */
export function called(text) {
  return around(text, (bare) => (/^[[(]/.test(bare) ? bare : `[${bare}]`));
}

/** Write a lowered text as plain characters: CO₂, and "_(…)" where there are no such signs. */
export function lowered(text) {
  return around(text, (bare) => mapped(bare, LOWERED) || told("_", bare));
}

function around(text, write) {
  const [, start, bare, end] = text.match(/^(\s*)(.*?)(\s*)$/s);
  return bare ? start + write(bare) + end : text;
}

function told(sign, text) {
  if (!/[\p{L}\p{N}]/u.test(text)) return text;
  return [...text].length === 1 || /^\(.*\)$/.test(text) ? sign + text : `${sign}(${text})`;
}

/* "" where a letter has no such sign. */
function mapped(text, signs) {
  const found = [...text.replace(DASHES, "-")].map((letter) => signs[PLAIN.indexOf(letter)]);
  return found.every((sign) => sign?.trim()) ? found.join("") : "";
}
