module heapghost.dev/oracle/types

go 1.26
