export * from '../en/record.ts'
