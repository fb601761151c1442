// Answers that are typed and not given yet, one for each question: they outlive the line in which they stand, and are there
// again in the next one, be it beside the editor or on the page of all questions.

export type AnswerDraft = {
  text: string;
  faq: boolean;
  /** Where it is to go, by the name of that place. */
  place: string;
};

const drafts = new Map<string, AnswerDraft>();

export const answers = {
  /** What was typed for a question. */
  of: (question: string): AnswerDraft | undefined => drafts.get(question),
  /** Keeps it; of an empty line nothing is kept. */
  keep(question: string, draft: AnswerDraft): void {
    if (draft.text.trim() === '') drafts.delete(question);
    else drafts.set(question, draft);
  },
  /** The question is answered. */
  drop: (question: string): boolean => drafts.delete(question),
};
