/** Every way a request can fail, and its HTTP status. The client translates the code; English from the server never reaches a person. */
export const statusOf = {
  invalid: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  two_factor_needed: 401,
  wrong_code: 401,
  forbidden: 403,
  not_found: 404,
  stale: 409, // somebody else changed it: details carry the current state
  conflict: 409, // details.reason says what stands in the way
  gone: 410, // a link used or expired
  too_large: 413,
  unreadable_file: 422,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOf;

/** The one error type: a code from the table, and details that may be shown (never a stack, a query or another tenant's data). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  constructor(code: ErrorCode, details: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
