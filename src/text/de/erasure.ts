export * from '../en/erasure.ts'
