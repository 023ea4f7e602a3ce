export * from '../en/count.ts'
