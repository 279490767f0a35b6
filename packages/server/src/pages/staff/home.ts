import type { StaffRole } from '@kabinet/api/contract';
import { rolesOf } from '../../db/staff-roles.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink } from '../form.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { shellTexts } from '../texts.js';
import { appealStaffTexts } from './appeal-texts.js';
import { APPEALS_PAGE } from './appeals.js';
import { LINK_REQUESTS_PAGE } from './link-requests.js';
import { PAYMENTS_PAGE } from './payment-staff.js';
import { paymentStaffTexts } from './payment-texts.js';
import { RECEPTIONS_PAGE } from './reception-staff.js';
import { receptionStaffTexts } from './reception-texts.js';
import { staffTexts } from './texts.js';

/** Where staff begin at a supplier whose customers do not sign in here: they have no accounts and no profile to begin at. */
const STAFF_PAGE = 'staff';

/** The pages that somebody with these roles works on. */
export function workLinks({ supplier, language }: PageCall, roles: readonly StaffRole[]): Markup {
  const pages: readonly { role: StaffRole; page: string; title: string }[] = [
    { role: 'link_requests', page: LINK_REQUESTS_PAGE, title: staffTexts[language].title },
    { role: 'payments', page: PAYMENTS_PAGE, title: paymentStaffTexts[language].title },
    { role: 'appeals', page: APPEALS_PAGE, title: appealStaffTexts[language].title },
    { role: 'receptions', page: RECEPTIONS_PAGE, title: receptionStaffTexts[language].title },
  ];
  return actions(
    ...pages
      .filter(({ role }) => roles.includes(role))
      .map(({ page, title }) => buttonLink(pagePath(supplier.id, page), title)),
  );
}

async function show(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  const { personId } = signedInPerson(call);
  const roles = await context.database.transaction(supplier.id, (tx) =>
    rolesOf(tx, { supplierId: supplier.id, personId }),
  );
  return { kind: 'document', title: shellTexts[language].staff, body: workLinks(call, roles) };
}

/** What is entrusted to whoever of staff is signed in. */
export const staffHomePages: readonly HostedPage[] = [{ path: STAFF_PAGE, needs: 'staff', get: show }];
