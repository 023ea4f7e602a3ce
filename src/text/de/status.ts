export * from '../en/status.ts'
