import type { OperationName } from '@kabinet/api/contract';
import {
  bookAppointment,
  cancelAppointment,
  getAppointmentFile,
  joinWaitingList,
  leaveWaitingList,
  listAppointments,
  moveAppointment,
} from './appointments/appointments.js';
import { listAppointmentSlots } from './appointments/list-appointment-slots.js';
import { listReceptions } from './appointments/list-receptions.js';
import { listAccounts } from './accounts/list-accounts.js';
import { restoreAccount } from './accounts/restore-account.js';
import { setAccountPreferences } from './accounts/set-account-preferences.js';
import { unlinkAccount } from './accounts/unlink-account.js';
import { listAppealKinds } from './appeals/list-appeal-kinds.js';
import { listAppeals } from './appeals/list-appeals.js';
import {
  getAppeal,
  markAppealSeen,
  rateAppeal,
  reopenAppeal,
  replyToAppeal,
  withdrawAppeal,
} from './appeals/own-appeals.js';
import { submitAppeal } from './appeals/submit-appeal.js';
import { submitGuestAppeal } from './appeals/submit-guest-appeal.js';
import { getAppealAttachment } from './appeals/get-appeal-attachment.js';
import { getBalance } from './balance/get-balance.js';
import { getContractDocument } from './contracts/get-contract-document.js';
import { listContracts } from './contracts/list-contracts.js';
import { submitGuestReading } from './guest-readings/submit-guest-reading.js';
import { listMeters } from './meters/list-meters.js';
import type { CustomerOperation, GuestOperation, PublicOperation, StaffOperation } from './operation.js';
import { createCalendarFeed, getCalendarFeed, revokeCalendarFeed } from './payment-plans/calendar-feed.js';
import { changePaymentPlan, createPaymentPlan, listPaymentPlans } from './payment-plans/plans.js';
import { getReminders, setReminders } from './payment-plans/reminders.js';
import { cancelPaymentOrder } from './payments/cancel-payment-order.js';
import { createPaymentOrder } from './payments/create-payment-order.js';
import { getPaymentAllocation } from './payments/get-payment-allocation.js';
import { getPaymentOrder } from './payments/get-payment-order.js';
import { getPaymentSlip } from './payments/get-payment-slip.js';
import { listPayments } from './payments/list-payments.js';
import { attachReadingPhoto } from './readings/attach-reading-photo.js';
import { correctReading } from './readings/correct-reading.js';
import { listReadingWindows } from './readings/list-reading-windows.js';
import { listReadings } from './readings/list-readings.js';
import { removeReadingPhoto } from './readings/remove-reading-photo.js';
import { submitReading } from './readings/submit-reading.js';
import { withdrawReading } from './readings/withdraw-reading.js';
import { getReadingReceipt } from './receipts/get-reading-receipt.js';
import { getReceipt } from './receipts/get-receipt.js';
import { getReceiptDocument } from './receipts/get-receipt-document.js';
import { listReceiptKeys } from './receipts/list-receipt-keys.js';
import { endSession } from './session/end-session.js';
import { getSession } from './session/get-session.js';
import { renewSession } from './session/renew-session.js';
import { answerLinkRequest } from './staff/answer-link-request.js';
import { answerAppeal, changeAppeal, getStaffAppeal, listReplyTemplates, listStaffAppeals } from './staff/appeals.js';
import { getStaffAppealAttachment } from './staff/get-staff-appeal-attachment.js';
import { listPaymentDifferences } from './staff/list-payment-differences.js';
import { closePaymentDifference } from './staff/close-payment-difference.js';
import { findPaymentOrders } from './staff/find-payment-orders.js';
import { refundPayment } from './staff/refund-payment.js';
import { listLinkRequests } from './staff/list-link-requests.js';
import { changeReceptionDay, getReceptionDay, settleAppointment } from './staff/receptions.js';
import { getSupplier } from './supplier/get-supplier.js';
import { getAccountTariff } from './tariffs/get-account-tariff.js';
import { listTariffs } from './tariffs/list-tariffs.js';
import { searchLocalities } from './tariffs/search-localities.js';
import { continueUpload, getUpload, removeUpload, startUpload } from './uploads/uploads.js';

/** What the server does for each entry of the contract; one without it does not compile. */
export const implementations: {
  readonly [N in OperationName]: PublicOperation<N> | GuestOperation<N> | CustomerOperation<N> | StaffOperation<N>;
} = {
  getSupplier,
  getSession,
  renewSession,
  endSession,
  listAccounts,
  setAccountPreferences,
  unlinkAccount,
  restoreAccount,
  getBalance,
  listMeters,
  listReadingWindows,
  listReadings,
  attachReadingPhoto,
  removeReadingPhoto,
  submitReading,
  correctReading,
  withdrawReading,
  listTariffs,
  searchLocalities,
  getAccountTariff,
  submitGuestReading,
  listLinkRequests,
  answerLinkRequest,
  createPaymentOrder,
  getPaymentOrder,
  cancelPaymentOrder,
  getPaymentAllocation,
  getPaymentSlip,
  listPayments,
  listPaymentPlans,
  createPaymentPlan,
  changePaymentPlan,
  getReminders,
  setReminders,
  getCalendarFeed,
  createCalendarFeed,
  revokeCalendarFeed,
  getReceipt,
  getReceiptDocument,
  getReadingReceipt,
  listReceiptKeys,
  listPaymentDifferences,
  closePaymentDifference,
  findPaymentOrders,
  refundPayment,
  listAppealKinds,
  submitAppeal,
  listAppeals,
  getAppeal,
  replyToAppeal,
  reopenAppeal,
  withdrawAppeal,
  rateAppeal,
  markAppealSeen,
  getAppealAttachment,
  submitGuestAppeal,
  startUpload,
  continueUpload,
  getUpload,
  removeUpload,
  listReceptions,
  listAppointmentSlots,
  bookAppointment,
  listAppointments,
  moveAppointment,
  cancelAppointment,
  getAppointmentFile,
  joinWaitingList,
  leaveWaitingList,
  listContracts,
  getContractDocument,
  listStaffAppeals,
  getStaffAppeal,
  answerAppeal,
  changeAppeal,
  listReplyTemplates,
  getStaffAppealAttachment,
  getReceptionDay,
  changeReceptionDay,
  settleAppointment,
};
