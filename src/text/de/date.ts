export * from '../en/date.ts'
