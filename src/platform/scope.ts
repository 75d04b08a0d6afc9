import type { Permission, Role } from '../permissions.ts';

declare const minted: unique symbol;

/**
 * Proof that somebody may act in a workspace. It is minted only by authorize() (for a request) and by the job runner, so a
 * query without a workspace does not compile.
 */
export type Scope = {
  readonly workspaceId: string;
  /** The person acting; null for a job that acts for the workspace itself. */
  readonly personId: string | null;
  readonly role: Role | null;
  readonly actor: 'person' | 'api_key' | 'job' | 'command';
  readonly can: ReadonlySet<Permission>;
  readonly [minted]: true;
};

/** Only authorize(), the job runner and the command line call this. */
export function mintScope(facts: Omit<Scope, typeof minted>): Scope {
  return facts as Scope;
}
