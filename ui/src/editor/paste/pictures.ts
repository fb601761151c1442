// Pictures on the clipboard that the event of pasting does not show. WebKitGTK leaves it empty for a picture alone, and
// hands the picture out when it is asked for it while the keys are still down.

/** The pictures on the clipboard; none if it may not be read. */
export async function clipboardPictures(clipboard: Pick<Clipboard, 'read'> | undefined = navigator.clipboard): Promise<Blob[]> {
  try {
    const items = (await clipboard?.read()) ?? [];
    const kinds = items.map((item) => ({ item, type: item.types.find((type) => type.startsWith('image/')) }));
    return await Promise.all(kinds.flatMap(({ item, type }) => (type === undefined ? [] : [item.getType(type)])));
  } catch {
    return [];
  }
}
