// How a link to a step looks while a text is edited: the number that the step has now. A step that is gone shows its words.
import type { Node } from 'prosemirror-model';
import type { NodeView, NodeViewConstructor } from 'prosemirror-view';

import { t } from '../text/text';

/** The number of a step; undefined if it is gone. */
export type NumberOf = (step: string) => string | undefined;

/** To be made anew when steps have other numbers. */
export function stepChips(numberOf: NumberOf): Record<string, NodeViewConstructor> {
  return { step_link: (node) => chip(node, numberOf) };
}

function chip(node: Node, numberOf: NumberOf): NodeView {
  const dom = document.createElement('span');
  const words = String(node.attrs.words);
  const number = numberOf(String(node.attrs.to));
  dom.className = number === undefined ? 'step-link gone' : 'step-link';
  dom.dataset.stepLink = String(node.attrs.to);
  dom.title = number === undefined ? t('link.gone') : words;
  dom.textContent = number ?? words;
  return { dom, ignoreMutation: () => true };
}
