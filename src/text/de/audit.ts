export * from '../en/audit.ts'
