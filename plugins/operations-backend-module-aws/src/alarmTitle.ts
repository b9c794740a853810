const FIRST_SENTENCE = /^(.+?)\.(?:\s|$)/s;

/** What an alarm is called: the first sentence of its description, for the rest explains it. Undefined without a description. */
export function alarmTitle(description: string | undefined) {
  return FIRST_SENTENCE.exec(description ?? '')?.[1] ?? description;
}
