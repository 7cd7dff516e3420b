/** WeChat's browser has no printer. */
export const inWeChat = (): boolean => /MicroMessenger/i.test(navigator.userAgent);
