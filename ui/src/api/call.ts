// The one way to run a command: typed by its name, and it throws nothing but ApiError.
import { host } from '../host';
import { ApiError } from './error';
import type { Commands } from './gen/commands';

export type Command = keyof Commands;
export type RequestOf<C extends Command> = Commands[C]['request'];
export type ResponseOf<C extends Command> = Commands[C]['response'];

/** Runs a command of the app. */
export async function call<C extends Command>(name: C, request: RequestOf<C>): Promise<ResponseOf<C>> {
  try {
    return (await host().call(name, request)) as ResponseOf<C>;
  } catch (thrown) {
    throw ApiError.from(thrown);
  }
}
