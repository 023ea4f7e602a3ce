export * from '../en/notification.ts'
