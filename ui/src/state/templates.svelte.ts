// The templates of the library, and how they are changed. One that cannot be saved is not kept: it stays with whoever edits it.
import { call } from '../api/call';
import { ApiError } from '../api/error';
import type { BrokenTemplate, Template, TemplateEntry, TemplateList } from '../api/gen';
import { settings } from './settings.svelte';

/** The template of the settings that new drafts cannot take: broken, or not there any more. */
export type Fallen = { broken: BrokenTemplate | null; instead: Template };

class Templates {
  list = $state.raw<TemplateList | null>(null);
  /** Why they could not be read, or the last change could not be made. */
  problem = $state.raw<ApiError | null>(null);

  get entries(): TemplateEntry[] {
    return this.list?.templates ?? [];
  }

  async load(): Promise<void> {
    await this.take(() => call('templates', {}));
  }

  /** What is wrong with the template that new drafts were to take, and which one they take instead. Nothing, if it can be used. */
  get fallen(): Fallen | null {
    const { list } = this;
    const instead = list?.templates.find(({ template }) => template.id === list.default)?.template;
    const wanted = settings.value?.defaults.template ?? instead?.id;
    if (!list || !instead || !wanted) return null;
    const broken = list.broken.find(({ id }) => id === wanted);
    if (broken) return { broken, instead };
    return list.templates.some(({ template }) => template.id === wanted) ? null : { broken: null, instead };
  }

  /** Saves a template; why not, if it cannot be. */
  async save(template: Template): Promise<ApiError | null> {
    try {
      this.list = await call('save_template', { template });
      return null;
    } catch (thrown) {
      return ApiError.from(thrown);
    }
  }

  /** Removes a template; a built-in one is as it was shipped again. */
  async remove(id: string): Promise<void> {
    await this.take(() => call('remove_template', { id }));
  }

  /** A name that no template has. */
  freeName(wanted: string): string {
    const taken = new Set(this.entries.map(({ template }) => template.name.toLowerCase()));
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? wanted : `${wanted} ${n}`;
      if (!taken.has(name.toLowerCase())) return name;
    }
  }

  private async take(read: () => Promise<TemplateList>): Promise<void> {
    try {
      this.list = await read();
      this.problem = null;
    } catch (thrown) {
      this.problem = ApiError.from(thrown);
    }
  }
}

export const templates = new Templates();
