// What a command throws: words for the person, and a code for the few callers that branch on it.

/** A refusal or failure, in words. */
export class ApiError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.hint = hint;
  }

  /** Whatever was thrown, as an ApiError. */
  static from(thrown: unknown): ApiError {
    if (thrown instanceof ApiError) return thrown;
    if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
      const { code, message, hint } = thrown as { code?: unknown; message: unknown; hint?: unknown };
      return new ApiError(
        typeof code === 'string' ? code : 'fault',
        String(message),
        typeof hint === 'string' ? hint : '',
      );
    }
    return new ApiError('fault', String(thrown), '');
  }
}
