module heapghost.test/oracle/build

go 1.26
