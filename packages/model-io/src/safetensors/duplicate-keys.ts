// Names that stand twice in one object of a JSON text: JSON.parse would keep the last and say nothing.

/** Where the string that begins at `start` (its opening quote) ends: the index of its closing quote. */
function closingQuote(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** True if the next sign that is not blank is a colon: in JSON that makes the string before it a name. */
function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (' \t\n\r'.includes(text[at] ?? '.')) at++;
  return text[at] === ':';
}

/**
 * The first name that an object gives twice, escapes undone.
 *
 * @param text valid JSON
 */
export function duplicateKey(text: string): string | undefined {
  const namesByDepth: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '{' || sign === '[') namesByDepth.push(new Set());
    else if (sign === '}' || sign === ']') namesByDepth.pop();
    if (sign !== '"') continue;
    const end = closingQuote(text, at);
    if (isFollowedByColon(text, end + 1)) {
      const name = JSON.parse(text.slice(at, end + 1)) as string;
      const names = namesByDepth.at(-1) as Set<string>;
      if (names.has(name)) return name;
      names.add(name);
    }
    at = end;
  }
  return undefined;
}
