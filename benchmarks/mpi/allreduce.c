/* The same sum in C, to compare with: mpicc -O2 allreduce.c -o allreduce && mpirun -n 2 ./allreduce 669706 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 1000

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static double times[ROUNDS];
    int rank, size, count = argc > 1 ? atoi(argv[1]) : 669706;
    float *values = calloc((size_t)count, sizeof(float));
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 100; i++) MPI_Allreduce(MPI_IN_PLACE, values, count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
    for (int i = 0; i < ROUNDS; i++) {
        double start = MPI_Wtime();
        MPI_Allreduce(MPI_IN_PLACE, values, count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
        times[i] = (MPI_Wtime() - start) * 1e6;
    }
    qsort(times, ROUNDS, sizeof(double), compare);
    if (rank == 0) printf("%.1f least %.1f us, %d floats, %d ranks, C\n", times[ROUNDS / 2], times[0], count, size);
    MPI_Finalize();
    free(values);
    return 0;
}
