export * from '../en/my-data.ts'
