import { z } from 'zod';
import { permissions, roles } from '../../permissions.ts';

export const Language = z.enum(['ru', 'en']);
export const Theme = z.enum(['auto', 'light', 'dark']);
export const RoleName = z.enum(roles);
export const PermissionName = z.enum(permissions);
/** What marketing answers for: leads handed to a sales department, or sales on the site. */
export const Mode = z.enum(['leads', 'sales']);
export const DayKind = z.enum(['working', 'short', 'off']);

export const Name = z.string().trim().min(1).max(120);
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** A password to be: at least 10 characters (ASVS 5.0, 6.2.1 asks for 8); the server also refuses what is guessed first. */
export const NewPassword = z.string().min(10).max(128);
/** A password to be checked: any text, so that the answer to a wrong one never depends on its form. */
export const Password = z.string().min(1).max(128);
export const Token = z.string().min(20).max(100);
export const Id = z.uuid();
export const Version = z.int().min(1);
export const Instant = z.iso.datetime();

export const Currency = z.string().regex(/^[A-Z]{3}$/);
export const Country = z.string().regex(/^[A-Z]{2}$/);
/** An IANA name. Offsets like "+03:00" are refused: PostgreSQL reads their sign the other way round. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){0,2}$/, { abort: true })
  .refine(isTimeZone, { error: 'unknown time zone' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
