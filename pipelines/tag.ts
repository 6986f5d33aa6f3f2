import { identifyLanguage } from '../src/ticket/language.ts';
import { cleanText } from '../src/ticket/clean.ts';
import { redact } from '../src/ticket/redact.ts';
import { explanationLines, type Explanation } from '../src/tagging/explain.ts';
import type { Tagger, Tagging, TaggingContext } from '../src/tagging/tagging.ts';
import { shownJson } from '../src/terminal.ts';
import { readTexts, type BadLine, type Output, type TextLine } from './lines.ts';

/** A text's language and tags; evidence comes from the redacted text. */
export interface TaggedText extends Tagging {
  readonly id: string;
  readonly lang: string;
}

/** Redacts one text, identifies its language and tags it. */
export function tagText({ id, text, lang }: TextLine, tagger: Tagger): TaggedText {
  const language = identifyLanguage(text, lang === undefined ? {} : { declared: lang });
  return { id, lang: language, ...tagger.tag(redact(text, language).text, { language }) };
}

/** Tags NDJSON `{id, text, lang?}` into `{id, lang, topics, sentiment, severity}`, line by line; returns how many. */
export async function tagFile(
  path: string,
  tagger: Tagger,
  output: Output,
  onBad: (bad: BadLine) => void,
): Promise<number> {
  let count = 0;
  for await (const line of readTexts(path, onBad)) {
    const { id, lang, topics, sentiment, severity } = tagText(line, tagger);
    const named = topics.map(({ topic, confidence, evidence }) => ({ topic, confidence, evidence }));
    await output.write(`${shownJson({ id, lang, topics: named, sentiment, severity })}\n`);
    count++;
  }
  return count;
}

/** Explains NDJSON `{id, text, lang?}` for people: the redacted text, then why it got its topics or none. */
export async function explainFile(
  path: string,
  explain: (text: string, context: TaggingContext) => Explanation,
  output: Output,
  onBad: (bad: BadLine) => void,
): Promise<void> {
  for await (const { id, text, lang } of readTexts(path, onBad)) {
    const language = identifyLanguage(text, lang === undefined ? {} : { declared: lang });
    const clean = redact(text, language).text;
    const lines = explanationLines(explain(clean, { language }));
    await output.write(
      `${cleanText(id)} [${language}] ${cleanText(clean)}\n${lines.map((line) => `  ${cleanText(line)}`).join('\n')}\n\n`,
    );
  }
}
