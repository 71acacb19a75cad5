/** The same answer as long as it is asked the same. */
export function kept<Asked extends readonly unknown[], Answer>(
  work: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | null = null;
  return (...asked) => {
    if (!last || last.asked.some((one, i) => one !== asked[i])) last = { asked, answer: work(...asked) };
    return last.answer;
  };
}
