// What happens with what is pasted into a field, or dropped on it. Several lines in a line field are its owner's to place;
// so are pictures. Ctrl+Shift+V takes the characters alone.
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { Plugin, TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

import { isAllowedAddress, plainLine, type Inline, type TextBlock } from '../markup';
import { blockNodes, lineNodes } from '../read';
import { readHtml, type Pasted } from './html';
import { clipboardPictures } from './pictures';
import { joinedLines, linesOf, paragraphs, paragraphsAndLists } from './text';

export type Pasting = {
  /** Takes several lines; without it they are joined. */
  lines?: ((lines: Inline[][]) => void) | undefined;
  /** Takes pictures; without it there is no place for them here. */
  pictures?: ((pictures: Blob[]) => void) | undefined;
  /** Hears of pictures that were left out: they are only named on the clipboard, or have no place here. */
  leftOut: (why: 'elsewhere' | 'no_place', count: number) => void;
};

export function pasting(line: boolean, owner: Pasting): Plugin {
  let plain = false;
  const takePictures = (pictures: Blob[]) => {
    if (pictures.length > 0 && owner.pictures) owner.pictures(pictures);
    else if (pictures.length > 0) owner.leftOut('no_place', pictures.length);
  };
  const take = (view: EditorView, data: DataTransfer) => {
    const pasted = readClipboard(data, plain);
    plain = false;
    if (pasted.missed > 0) owner.leftOut('elsewhere', pasted.missed);
    takePictures(pasted.pictures);
    if (pasted.blocks.length > 0) insert(view, pasted.blocks, line, owner);
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (_, event) => {
          plain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
          return false;
        },
        paste: (view, event) => {
          if (!event.clipboardData || view.composing) return false;
          event.preventDefault();
          if (event.clipboardData.types.length === 0 && !plain) void clipboardPictures().then(takePictures);
          take(view, event.clipboardData);
          return true;
        },
      },
      handleDrop: (view, event, _, moved) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (moved || !event.dataTransfer || !at) return false;
        view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
        view.focus();
        take(view, event.dataTransfer);
        return true;
      },
    },
  });
}

/** What a clipboard holds. Spreadsheets and Word add a picture of what they also give as text: text goes first. */
export function readClipboard(data: Pick<DataTransfer, 'getData' | 'files'>, plain: boolean): Pasted {
  const html = plain ? '' : data.getData('text/html');
  const text = data.getData('text/plain');
  const files = [...data.files].filter((file) => file.type.startsWith('image/'));
  if (html.trim() !== '') {
    const read = readHtml(html);
    if (read.blocks.length > 0 || read.pictures.length > 0) return read;
    if (files.length === 0 && text.trim() === '') return read;
  }
  if (text.trim() !== '') return { blocks: plain ? paragraphs(text) : paragraphsAndLists(text), pictures: [], missed: 0 };
  return { blocks: [], pictures: plain ? [] : files, missed: 0 };
}

function insert(view: EditorView, blocks: TextBlock[], line: boolean, owner: Pasting): void {
  const lines = linesOf(blocks);
  const address = lines.length === 1 ? plainLine(lines[0] ?? []).trim() : '';
  const { from, to, empty } = view.state.selection;
  const link = view.state.schema.marks.link;
  if (!empty && link && isAllowedAddress(address)) {
    view.dispatch(view.state.tr.removeMark(from, to, link).addMark(from, to, link.create({ to: address })));
  } else if (line && lines.length > 1 && owner.lines) {
    owner.lines(lines);
  } else if (line || lines.length === 1) {
    replace(view, lineNodes(view.state.schema, joinedLines(lines)), 0, 0);
  } else {
    const nodes = blockNodes(blocks);
    replace(view, nodes, opens(nodes[0]), opens(nodes.at(-1)));
  }
}

/** A paragraph at an end goes on with the one at the caret; a list stands by itself. */
function opens(node: Node | undefined): number {
  return node?.type.name === 'paragraph' ? 1 : 0;
}

function replace(view: EditorView, nodes: Node[], openStart: number, openEnd: number): void {
  const slice = new Slice(Fragment.from(nodes), openStart, openEnd);
  view.dispatch(view.state.tr.replaceSelection(slice).setMeta('paste', true).scrollIntoView());
}
