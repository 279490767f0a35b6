/** The longest of what somebody says they come with. */
export const MAX_APPOINTMENT_TOPIC = 500;
/** The longest of a phone as people write it. */
export const MAX_APPOINTMENT_PHONE = 30;
