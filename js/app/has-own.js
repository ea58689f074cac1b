/**
 * What an object of ours holds under a word from outside: "constructor" and the like, which every object has, are not
 * ours.
 */
export const own = (names, word) => (Object.hasOwn(names, word) ? names[word] : undefined);
